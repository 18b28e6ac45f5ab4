package org.zhengshu.regulation.boundary;

/** A code that its dictionary does not hold (字典中没有的代码). */
public final class UnknownCode extends RegulationFault {

    private static final long serialVersionUID = 1L;

    private final String list;
    private final String code;

    UnknownCode(CodeList list, String code) {
        super(
                "字典 "
                        + list.id()
                        + "（"
                        + list.version()
                        + "）中没有代码 "
                        + code
                        + "，可用 "
                        + list.codes().stream().map(c -> c.code() + " " + c.zh()).toList(),
                "the code list "
                        + list.id()
                        + " ("
                        + list.version()
                        + ") has no code "
                        + code
                        + ", one of "
                        + list.codes().stream().map(c -> c.code() + " " + c.en()).toList());
        this.list = list.id();
        this.code = code;
    }

    /** The dictionary. */
    public String list() {
        return list;
    }

    /** The code that was asked for. */
    public String code() {
        return code;
    }
}
