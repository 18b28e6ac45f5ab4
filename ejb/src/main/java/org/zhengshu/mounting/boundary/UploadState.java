package org.zhengshu.mounting.boundary;

/** The life of an upload in pieces (续传状态). */
public enum UploadState {
    /** It takes pieces, or is complete and waits to be loaded. */
    OPEN,
    /** Its bytes became the data of the entry. */
    LOADED,
    /** Its owner gave it up. */
    CANCELLED,
    /** Nobody went on with it in time. */
    EXPIRED
}
