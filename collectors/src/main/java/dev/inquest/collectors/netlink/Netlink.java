package dev.inquest.collectors.netlink;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Opens channels to the kernel, in this process's network namespace or in another one.
public final class Netlink {

    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    private Netlink() {}

    /// A channel about the links that this process sees.
    public static RouteChannel open() throws NetlinkFailed {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            throw new NetlinkFailed("netlink is there on Linux only");
        }
        try {
            return NetlinkSocket.open();
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new NetlinkFailed("Java must be started with --enable-native-access=ALL-UNNAMED");
        }
    }

    /// A channel about the links of another namespace, such as `/run/netns/blue` or
    /// `/proc/1/ns/net`; entering one takes CAP_SYS_ADMIN.
    ///
    /// A socket stays in the namespace in which it was made, so only a thread that lives for that
    /// moment enters it.
    public static RouteChannel open(Path namespace) throws NetlinkFailed {
        var opened = new CompletableFuture<RouteChannel>();
        Thread.ofPlatform()
                .daemon()
                .name("enter-namespace")
                .start(() -> {
                    try {
                        enter(namespace);
                        opened.complete(open());
                    } catch (NetlinkFailed | RuntimeException | LinkageError e) {
                        opened.completeExceptionally(e);
                    }
                });
        try {
            return opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NetlinkFailed failed) {
                throw failed;
            }
            throw e;
        }
    }

    private static void enter(Path namespace) throws NetlinkFailed {
        try (var arena = Arena.ofConfined()) {
            var libC = new LibC(arena.allocate(LibC.stateLayout()));
            var path = arena.allocateFrom(namespace.toString());
            var descriptor = libC.open(path, O_RDONLY_CLOEXEC);
            if (descriptor < 0) {
                throw new NetlinkFailed("network namespace " + namespace, -descriptor);
            }
            var entered = libC.setNamespace(descriptor, CLONE_NEWNET);
            var _ = libC.close(descriptor);
            if (entered < 0) {
                throw new NetlinkFailed("entering network namespace " + namespace, -entered);
            }
        }
    }
}
