package org.zhengshu.regulation.boundary;

import java.util.List;
import java.util.Locale;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;

/** A question that the rules of this node cannot answer, said in Chinese and English. */
public abstract class RegulationFault extends Problem {

    private static final long serialVersionUID = 1L;

    RegulationFault(ProblemType type, String zh, String en) {
        super(type, new Text(zh, en), List.of(), null);
    }

    /** The message in Chinese. */
    public String zh() {
        return detail().zh();
    }

    /** The message in English. */
    public String en() {
        return detail().en();
    }

    /** The message in the reader's language. */
    public String message(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh() : en();
    }
}
