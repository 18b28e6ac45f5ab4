package org.zhengshu.regulation.boundary;

import java.util.List;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.regulation.entity.KeySpec;

/** All instruments of the stack are silent on a rule that is needed (规则缺失). */
public final class MissingRule extends RegulationFault {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final List<String> stack;

    MissingRule(KeySpec spec, List<String> stack) {
        super(
                ProblemType.RULE_MISSING,
                "规则缺失：法规组合 " + stack + " 未规定“" + spec.zh() + "”（" + spec.key() + "），请管理员在节点补充规定中明确",
                "no instrument of the stack "
                        + stack
                        + " says \""
                        + spec.en()
                        + "\" ("
                        + spec.key()
                        + "); an administrator has to decide it in the node's supplement");
        this.key = spec.key();
        this.stack = List.copyOf(stack);
    }

    /** The operator's list of keys is older than the server. */
    MissingRule(String key, List<String> stack) {
        super(
                ProblemType.RULE_MISSING,
                "规则缺失：本节点的 packs/keys.json 没有参数 " + key + "，请管理员从安装包取回该文件，并在节点补充规定中明确",
                "this node's packs/keys.json does not know "
                        + key
                        + "; an administrator has to take the file from the package and decide it"
                        + " in the node's supplement");
        this.key = key;
        this.stack = List.copyOf(stack);
    }

    /** The key that nobody regulates. */
    public String key() {
        return key;
    }

    /** The packs that were asked, in order. */
    public List<String> stack() {
        return stack;
    }
}
