package org.zhengshu.launcher;

/** Why a start was given up, said once in Chinese and once in English. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Something that the operator has to change before anything is started. */
    public static final int REFUSED = 2;

    /** Something that was started did not come up. */
    public static final int FAILED = 1;

    private final int status;

    private StartFailure(int status, String chinese, String english) {
        super(chinese + "\n" + english);
        this.status = status;
    }

    /** A failure that is found before anything runs. */
    public static StartFailure refused(String chinese, String english) {
        return new StartFailure(REFUSED, chinese, english);
    }

    /** A failure of the database or the server. */
    public static StartFailure failed(String chinese, String english) {
        return new StartFailure(FAILED, chinese, english);
    }

    /** The exit status of the process. */
    public int status() {
        return status;
    }
}
