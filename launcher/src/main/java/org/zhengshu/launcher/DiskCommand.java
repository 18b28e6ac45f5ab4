package org.zhengshu.launcher;

/** {@code disk} (磁盘用量). */
final class DiskCommand implements OperatorCommand {
    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String help() {
        return "disk                   磁盘用量                        what takes how much disk";
    }

    @Override
    public void run(Arguments arguments) {
        Screen.text(DiskReport.of(arguments.options()).text());
    }
}
