package dev.inquest.collectors.attach;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// Reads a character device as a terminal must be read: without becoming its session's leader,
/// without echoing the console's output back into it, and without hanging on it.
///
/// Java's own channels can do none of these, so this asks the C library of Linux. A read waits half
/// a second at most and then gives nothing.
@SuppressWarnings("restricted") // Calling the C library is.
final class TerminalDevice implements ReadableByteChannel {

    private static final int READ_ONLY_NONBLOCKING_NO_TTY_CLOEXEC = 0x800 | 0x100 | 0x80000;
    private static final short READABLE = 1;
    private static final int WAIT_MS = 500;
    private static final int CHUNK = 16 << 10;
    private static final int TRY_AGAIN = 11;
    private static final int INTERRUPTED = 4;
    private static final int INPUT_OUTPUT_ERROR = 5;
    private static final long TERMIOS_BYTES = 256;
    private static final long CONTROL_FLAGS = 8;
    private static final int LOCAL_AND_READING = 0x800 | 0x80;

    private static final MemoryLayout ERRNO = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR_NUMBER =
            ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final Arena arena;
    private final int descriptor;
    private final MemorySegment errno;
    private final MemorySegment chunk;
    private final MemorySegment waiting;
    // Guards the descriptor and the memory: neither may go while a read is under way.
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean open = true;

    private TerminalDevice(Arena arena, int descriptor, MemorySegment errno) {
        this.arena = arena;
        this.descriptor = descriptor;
        this.errno = errno;
        this.chunk = arena.allocate(CHUNK);
        this.waiting = arena.allocate(8, 4);
        waiting.set(JAVA_INT, 0, descriptor);
        waiting.set(JAVA_SHORT, 4, READABLE);
    }

    /// The memory lives as long as the device, and goes when it is closed.
    @SuppressWarnings("MustBeClosedChecker")
    private static Arena memory() {
        return Arena.ofShared();
    }

    /// Opens a device, and makes it raw if it is a terminal.
    static TerminalDevice open(Path path) throws IOException {
        var arena = memory();
        var errno = arena.allocate(ERRNO);
        var descriptor =
                (int)
                        call(
                                C.OPEN,
                                errno,
                                arena.allocateFrom(path.toString()),
                                READ_ONLY_NONBLOCKING_NO_TTY_CLOEXEC);
        if (descriptor < 0) {
            var why = text(errno);
            arena.close();
            throw new IOException(why);
        }
        var device = new TerminalDevice(arena, descriptor, errno);
        device.makeRaw();
        return device;
    }

    private void makeRaw() throws IOException {
        var termios = arena.allocate(TERMIOS_BYTES, 8);
        if ((int) call(C.TCGETATTR, errno, descriptor, termios) != 0) {
            return;
        }
        call(C.CFMAKERAW, termios);
        var flags = termios.get(JAVA_INT, CONTROL_FLAGS) | LOCAL_AND_READING;
        termios.set(JAVA_INT, CONTROL_FLAGS, flags);
        call(C.TCSETATTR, errno, descriptor, 0, termios);
    }

    /// Nothing when nothing came within half a second; -1 when the other side is gone.
    @Override
    public int read(ByteBuffer into) throws IOException {
        lock.lock();
        try {
            if (!open) {
                throw new ClosedChannelException();
            }
            var ready = (int) call(C.POLL, errno, waiting, 1L, WAIT_MS);
            return ready <= 0 ? 0 : take(into);
        } finally {
            lock.unlock();
        }
    }

    private int take(ByteBuffer into) throws IOException {
        var most = Math.min(CHUNK, into.remaining());
        var count = (int) (long) call(C.READ, errno, descriptor, chunk, (long) most);
        if (count > 0) {
            into.put(chunk.asSlice(0, count).asByteBuffer());
            return count;
        }
        if (count == 0) {
            return -1;
        }
        var error = (int) ERROR_NUMBER.get(errno, 0L);
        if (error == TRY_AGAIN || error == INTERRUPTED) {
            return 0;
        }
        if (error == INPUT_OUTPUT_ERROR) {
            return -1;
        }
        throw new IOException(text(errno));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /// Waits for the read under way, half a second at most.
    @Override
    public void close() throws IOException {
        open = false;
        lock.lock();
        try {
            if (arena.scope().isAlive()) {
                call(C.CLOSE, descriptor);
                arena.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private static String text(MemorySegment errno) throws IOException {
        var text = (MemorySegment) call(C.STRERROR, (int) ERROR_NUMBER.get(errno, 0L));
        return text.reinterpret(256).getString(0);
    }

    private static Object call(MethodHandle function, Object... arguments) throws IOException {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /// The functions of the C library, looked up when the first terminal is opened.
    private static final class C {

        static final MethodHandle OPEN =
                variadic("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
        static final MethodHandle CLOSE = plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        static final MethodHandle READ =
                errno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
        static final MethodHandle POLL =
                errno("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        static final MethodHandle TCGETATTR =
                errno("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
        static final MethodHandle TCSETATTR =
                errno("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
        static final MethodHandle CFMAKERAW =
                plain("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));
        static final MethodHandle STRERROR =
                plain("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

        private C() {}

        private static MethodHandle errno(String name, FunctionDescriptor type) {
            return handle(name, type, Linker.Option.captureCallState("errno"));
        }

        private static MethodHandle variadic(String name, FunctionDescriptor type, int fixed) {
            return handle(
                    name,
                    type,
                    Linker.Option.captureCallState("errno"),
                    Linker.Option.firstVariadicArg(fixed));
        }

        private static MethodHandle plain(String name, FunctionDescriptor type) {
            return handle(name, type);
        }

        private static MethodHandle handle(
                String name, FunctionDescriptor type, Linker.Option... options) {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
        }
    }
}
