package dev.inquest.standalone.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C, and a request to terminate, into an orderly end with exit code 0.
///
/// Java's own way, a shutdown hook, would end with 130 whatever the hook does. The signal classes
/// are asked for by name, because naming them in code is a compiler warning.
public final class Interruption {

    private static final int ENDED_BY_CTRL_C = 130;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Callable<?>> restore = new ArrayDeque<>();
    private final Duration patience;

    private Interruption(Duration patience) {
        this.patience = patience;
    }

    /// Listens from now on. Once asked, the process ends within this time, closed or not.
    public static Interruption watch(Duration patience) {
        var interruption = new Interruption(patience);
        interruption.on("INT");
        interruption.on("TERM");
        interruption.on("HUP");
        return interruption;
    }

    /// Waits until somebody asks to end.
    public void await() throws InterruptedException {
        asked.await();
    }

    /// Waits until somebody asks to end, at most so long.
    ///
    /// @return whether somebody did
    public boolean await(Duration longest) throws InterruptedException {
        return asked.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Everything is closed: signals mean again what they meant before.
    public void closed() {
        closed.countDown();
        while (!restore.isEmpty()) {
            try {
                restore.pop().call();
            } catch (Exception e) {
                throw new IllegalStateException("cannot let go of a signal", e);
            }
        }
    }

    private void on(String name) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handler =
                    Proxy.newProxyInstance(
                            handlerType.getClassLoader(),
                            new Class<?>[] {handlerType},
                            (_, method, _) -> {
                                if (method.getName().equals("handle")) {
                                    hear();
                                }
                                return null;
                            });
            var instance = signal.getConstructor(String.class).newInstance(name);
            var handle = signal.getMethod("handle", signal, handlerType);
            var before = handle.invoke(null, instance, handler);
            restore.push(() -> handle.invoke(null, instance, before));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot listen to signal " + name, e);
        }
    }

    private void hear() {
        if (asked.getCount() == 0) {
            // Asked twice: at once, then.
            Runtime.getRuntime().halt(ENDED_BY_CTRL_C);
        }
        asked.countDown();
        Thread.ofPlatform().daemon().name("last-resort").start(this::endInTime);
    }

    private void endInTime() {
        try {
            if (!closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitCode.FINE.number());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
