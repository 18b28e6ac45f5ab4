/**
 * Data behind catalogue entries (挂接): a provider's file becomes a table, and filters choose its
 * rows.
 *
 * <ul>
 *   <li>MNT-1 If any row of a file is wrong, the platform loads nothing and names row, column, rule
 *       and value.
 *   <li>MNT-2 When a file is loaded, its rows keep the order of the file and its text is recognised
 *       as UTF-8 or GB 18030.
 *   <li>MNT-3 If a file breaks off that is loaded as it comes, nothing of it stays.
 *   <li>MNT-4 Each value has one normal form by the type of its item.
 *   <li>MNT-5 A row filter is a tree of limited depth and size over the known items; each fault in
 *       it is named by its path.
 *   <li>MNT-6 The platform gives exactly the rows that the filter is true for, and text of
 *       outsiders is never part of a statement.
 *   <li>MNT-7 When a piece of an upload was acknowledged, no crash of the server loses it, and the
 *       upload goes on at the offset that the platform tells.
 *   <li>MNT-8 If a piece does not begin where the last one ended, or has another checksum, the
 *       platform takes nothing of it; of two that are sent at once it takes one.
 *   <li>MNT-9 An upload is known to nobody but its owner, and ends when it is loaded, cancelled or
 *       nobody goes on with it in time; then its bytes are removed.
 *   <li>MNT-10 When a complete upload is loaded, the same holds as for the same file in one
 *       request; its bytes go with that commit.
 *   <li>MNT-11 If an account or a department has as many open uploads as it may, or a file is
 *       larger than may be, the platform begins no further one.
 *   <li>MNT-12 When somebody asks for a sample (脱敏样例), the platform gives ten rows at most, with
 *       the values of unconditional items, the form alone of conditional and sensitive ones and of
 *       numbers of persons wherever they stand, and nothing of items that are not shared.
 * </ul>
 */
package org.zhengshu.mounting.boundary;
