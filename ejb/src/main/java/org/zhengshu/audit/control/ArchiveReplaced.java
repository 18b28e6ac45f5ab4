package org.zhengshu.audit.control;

/** A part of the archive has a newer file, from which a text was taken out (归档文件已替换). */
public record ArchiveReplaced(String file) {}
