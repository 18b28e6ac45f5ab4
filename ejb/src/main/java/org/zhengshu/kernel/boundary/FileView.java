package org.zhengshu.kernel.boundary;

/**
 * An answer that is a file and leaves as it is (文件应答); its receipt is over these bytes.
 *
 * @param name for the caller to save it under
 */
public record FileView(String name, byte[] bytes) {}
