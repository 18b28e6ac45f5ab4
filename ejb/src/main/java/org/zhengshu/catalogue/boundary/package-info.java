/**
 * The catalogue of data resources (目录): entered by departments, reviewed and published by the
 * authority.
 *
 * <ul>
 *   <li>CAT-1 When an officer enters a resource, it is a draft of the own department.
 *   <li>CAT-2 While an entry is neither draft nor rejected, the platform refuses changes of its
 *       content and its submission.
 *   <li>CAT-3 While an entry waits for review, and only then, it can be published or rejected.
 *   <li>CAT-4 When an entry is rejected, it keeps the reason until it is submitted again.
 *   <li>CAT-5 When an entry is published for the first time, it gets its code (信息资源代码) and keeps
 *       it.
 *   <li>CAT-6 While an entry is published, and only then, it can be revoked.
 *   <li>CAT-7 If an entry names a code that its dictionary does not hold, or a data item twice, the
 *       platform refuses it and names every such place at once.
 *   <li>CAT-8 When an entry is entered, its codes are kept in their official form, and an item
 *       without a share type has that of the entry.
 *   <li>CAT-9 If sharing is restricted without its condition, or without the instrument and rank
 *       that the rules ask for, the platform refuses the entry and names the article.
 *   <li>CAT-10 While new content of a published entry waits for review, the published one stays in
 *       force; when it is published, the revision is one higher; when it is rejected, nothing has
 *       changed.
 * </ul>
 */
package org.zhengshu.catalogue.boundary;
