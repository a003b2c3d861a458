package dev.inquest.collectors.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of the C library that netlink needs and Java lacks.
///
/// Each answers the function's value, or its error number negated, as the kernel itself does; so no
/// caller has to look at errno. The memory for errno is the caller's, one per thread.
@SuppressWarnings("restricted") // The point of this class; start with --enable-native-access.
final class LibC {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SET_OPTION =
            function(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND =
            function(
                    "send",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECEIVE_FROM =
            function(
                    "recvfrom",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle POLL =
            function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SET_NAMESPACE =
            function("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final MemorySegment state;

    /// @param state memory laid out by [#stateLayout], used by one thread at a time
    LibC(MemorySegment state) {
        this.state = state;
    }

    static MemoryLayout stateLayout() {
        return Linker.Option.captureStateLayout();
    }

    int socket(int domain, int type, int protocol) {
        return answer(() -> (int) SOCKET.invokeExact(state, domain, type, protocol));
    }

    int bind(int socket, MemorySegment address) {
        return answer(
                () -> (int) BIND.invokeExact(state, socket, address, (int) address.byteSize()));
    }

    int setOption(int socket, int level, int name, MemorySegment value) {
        return answer(() ->
                (int)
                        SET_OPTION.invokeExact(
                                state, socket, level, name, value, (int) value.byteSize()));
    }

    int send(int socket, MemorySegment bytes) {
        return answer(() -> (long) SEND.invokeExact(state, socket, bytes, bytes.byteSize(), 0));
    }

    int receive(
            int socket, MemorySegment into, int flags, MemorySegment from, MemorySegment fromSize) {
        return answer(() ->
                (long)
                        RECEIVE_FROM.invokeExact(
                                state, socket, into, into.byteSize(), flags, from, fromSize));
    }

    int poll(MemorySegment descriptor, int milliseconds) {
        return answer(() -> (int) POLL.invokeExact(state, descriptor, 1L, milliseconds));
    }

    int open(MemorySegment path, int flags) {
        return answer(() -> (int) OPEN.invokeExact(state, path, flags));
    }

    int setNamespace(int descriptor, int type) {
        return answer(() -> (int) SET_NAMESPACE.invokeExact(state, descriptor, type));
    }

    int close(int descriptor) {
        return answer(() -> (int) CLOSE.invokeExact(state, descriptor));
    }

    private interface Call {
        long make() throws Throwable;
    }

    private int answer(Call call) {
        long value;
        try {
            value = call.make();
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library", e);
        }
        return value < 0 ? -(int) ERRNO.get(state, 0L) : Math.toIntExact(value);
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, KEEP_ERRNO);
    }
}
