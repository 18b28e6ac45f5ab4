package org.zhengshu.catalogue.boundary;

/** Whether and how data is shared (共享类型); the code stands in the code list share-type. */
public enum ShareType {
    UNCONDITIONAL,
    CONDITIONAL,
    NONE
}
