package org.zhengshu.proof;

import java.util.List;

/**
 * Where the hashes of a tree come from (节点来源): a table, tiles or memory. All that one proof needs
 * is asked for in one call, so that a database answers it with one query.
 */
@FunctionalInterface
public interface NodeSource {
    /** The hashes of these complete subtrees in their order. */
    List<byte[]> hashes(List<TreeNode> nodes);
}
