/**
 * The operator's package (离线安装包): one archive with everything that a node needs but Java and a
 * database; the same sources give the same bytes.
 */
package org.zhengshu.dist;
