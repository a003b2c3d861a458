package dev.inquest.collectors.attach;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The master side of a real pty, as a hypervisor holds it: made by the C library, with no tool.
@SuppressWarnings("restricted") // Calling the C library is.
final class PseudoTerminal implements AutoCloseable {

    private static final int READ_WRITE_NO_TTY_NONBLOCKING = 2 | 0x100 | 0x800;

    private final int descriptor;
    private final Path slave;

    private PseudoTerminal(int descriptor, Path slave) {
        this.descriptor = descriptor;
        this.slave = slave;
    }

    static PseudoTerminal open() {
        var descriptor =
                (int)
                        call(
                                "posix_openpt",
                                FunctionDescriptor.of(JAVA_INT, JAVA_INT),
                                READ_WRITE_NO_TTY_NONBLOCKING);
        if (descriptor < 0) {
            throw new IllegalStateException("no pty to be had");
        }
        call("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT), descriptor);
        call("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT), descriptor);
        var name =
                (MemorySegment)
                        call("ptsname", FunctionDescriptor.of(ADDRESS, JAVA_INT), descriptor);
        return new PseudoTerminal(descriptor, Path.of(name.reinterpret(256).getString(0)));
    }

    Path slave() {
        return slave;
    }

    void write(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(bytes.length);
            memory.copyFrom(MemorySegment.ofArray(bytes));
            call("write", transfer(), descriptor, memory, (long) bytes.length);
        }
    }

    /// What came back from the other side, such as an echo; empty when nothing did.
    String read() {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(4096);
            var count = (long) call("read", transfer(), descriptor, memory, 4096L);
            return count <= 0
                    ? ""
                    : new String(
                            memory.asSlice(0, count).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    private static FunctionDescriptor transfer() {
        return FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    }

    private static Object call(String name, FunctionDescriptor type, Object... arguments) {
        try {
            var linker = Linker.nativeLinker();
            var function = linker.defaultLookup().findOrThrow(name);
            return linker.downcallHandle(function, type).invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), descriptor);
    }
}
