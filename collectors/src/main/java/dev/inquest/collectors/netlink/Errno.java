package dev.inquest.collectors.netlink;

/// The few error numbers of Linux that netlink answers with.
final class Errno {

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EAFNOSUPPORT = 97;
    static final int ENOBUFS = 105;

    private Errno() {}

    static String text(int errno) {
        return switch (errno) {
            case EPERM -> "not permitted";
            case EACCES -> "access denied";
            case EAFNOSUPPORT -> "this kernel or sandbox has no netlink";
            default -> "error " + errno;
        };
    }
}
