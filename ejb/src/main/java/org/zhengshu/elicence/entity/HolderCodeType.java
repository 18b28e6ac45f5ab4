package org.zhengshu.elicence.entity;

/** A kind of holder code (持证主体代码类型) as the code list of GB/T 36903 gives it. */
public record HolderCodeType(String code, String name) {
    public HolderCodeType {
        if (code.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("holder code type (持证主体代码类型) is empty");
        }
    }
}
