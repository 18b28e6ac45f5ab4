package org.zhengshu.regulation.entity;

import java.util.List;
import java.util.Map;

/** Everything read from the folder of packs at one moment. */
public record PackLibrary(
        Map<String, KeySpec> specs,
        Map<String, PackStatus> statuses,
        Map<String, List<String>> approvers,
        Map<String, Pack> packs,
        NodeStack node) {

    public PackLibrary {
        specs = Map.copyOf(specs);
        statuses = Map.copyOf(statuses);
        approvers = Map.copyOf(approvers);
        packs = Map.copyOf(packs);
    }

    /** The stack that this node runs (本节点适用的法规组合). */
    public record NodeStack(
            String jurisdiction,
            List<String> stack,
            List<String> supplements,
            Map<String, String> aliases) {

        public NodeStack {
            stack = List.copyOf(stack);
            supplements = List.copyOf(supplements);
            aliases = Map.copyOf(aliases);
        }
    }
}
