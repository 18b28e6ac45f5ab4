package org.zhengshu.proof;

/**
 * Input that is not what it claims to be: names the part and says in one sentence what is wrong.
 */
public final class ProofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String part;

    public ProofException(String part, String reason) {
        super(part + ": " + reason);
        this.part = part;
    }

    public ProofException(String part, String reason, Throwable cause) {
        super(part + ": " + reason, cause);
        this.part = part;
    }

    public String part() {
        return part;
    }
}
