/** The sample world (示例世界): made through the boundaries at the first start. */
package org.zhengshu.sample.control;
