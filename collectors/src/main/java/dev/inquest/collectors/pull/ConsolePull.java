package dev.inquest.collectors.pull;

import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.pull.CommandRun.Failed;
import dev.inquest.collectors.pull.CommandTemplate.CannotFill;
import dev.inquest.collectors.pull.PullPlan.Pull;
import dev.inquest.collectors.pull.PullSettings.Decoding;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.NodeStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Fetches the console of nodes that fell silent with a command of the operator's, where no serial
/// line and no netconsole is at hand: in a cloud the provider keeps the console's last lines.
public final class ConsolePull implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PullSettings settings;
    private final Topic<KernelEvent> topic;
    private final Publisher publisher;
    private final InstantSource time;
    private final CollectorObserver observer;
    // Guards plan, consoles and failing: states arrive, rounds begin and pulls end on threads of
    // their own.
    private final ReentrantLock lock = new ReentrantLock();
    private final PullPlan plan;
    private final Map<NodeKey, PulledConsole> consoles = new HashMap<>();
    private final Map<NodeKey, String> failing = new HashMap<>();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Rounds rounds;

    private ConsolePull(
            PullSettings settings,
            Topic<KernelEvent> topic,
            Publisher publisher,
            InstantSource time,
            Duration look,
            CollectorObserver observer) {
        this.settings = settings;
        this.topic = topic;
        this.publisher = publisher;
        this.time = time;
        this.observer = observer;
        this.plan = new PullPlan(settings);
        observer.started("console pull", settings.command().words().getFirst());
        this.rounds = Rounds.every(look, "console-pull", this::begin, observer);
    }

    /// Waits for nodes to fall silent; [#state] tells.
    public static ConsolePull start(
            PullSettings settings,
            Topic<KernelEvent> topic,
            Publisher publisher,
            InstantSource time,
            CollectorObserver observer) {
        return start(settings, topic, publisher, time, LOOK, observer);
    }

    static ConsolePull start(
            PullSettings settings,
            Topic<KernelEvent> topic,
            Publisher publisher,
            InstantSource time,
            Duration look,
            CollectorObserver observer) {
        return new ConsolePull(settings, topic, publisher, time, look, observer);
    }

    /// Takes the joined present of a node; null when it was forgotten.
    public void state(String key, @Nullable NodeStatus status) {
        NodeKey node;
        try {
            node = NodeKey.parse(key);
        } catch (IllegalArgumentException e) {
            return;
        }
        lock.lock();
        try {
            if (status == null) {
                plan.gone(node);
            } else {
                plan.state(node, status.getState(), status.getAttributes(), System.nanoTime());
            }
            if (!plan.isWatched(node)) {
                consoles.remove(node);
                failing.remove(node);
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        lock.lock();
        try {
            plan.due(System.nanoTime()).forEach(this::begin);
        } finally {
            lock.unlock();
        }
    }

    private void begin(Pull pull) {
        var thread = Thread.ofVirtual().name("pull-" + pull.node()).unstarted(() -> run(pull));
        running.add(thread);
        thread.start();
    }

    private void run(Pull pull) {
        try {
            var words = settings.command().fill(Placeholders.of(pull.node(), pull.attributes()));
            var output = decoded(CommandRun.output(words, settings.timeout()));
            read(pull.node(), output);
        } catch (CannotFill | Failed e) {
            failed(pull.node(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            observer.roundFailed("console pull", e);
        } finally {
            done(pull.node());
            running.remove(Thread.currentThread());
        }
    }

    private byte[] decoded(byte[] output) throws Failed {
        if (settings.decode() == Decoding.NONE) {
            return output;
        }
        try {
            return Base64.getMimeDecoder().decode(output);
        } catch (IllegalArgumentException e) {
            throw new Failed("its output is no base64");
        }
    }

    private void read(NodeKey node, byte[] output) {
        var seeing = false;
        lock.lock();
        try {
            seeing = failing.remove(node) != null;
            if (plan.isWatched(node)) {
                consoles.computeIfAbsent(node, this::console).read(output);
            }
        } finally {
            lock.unlock();
        }
        if (seeing) {
            observer.seeing("console pull of " + node);
        }
    }

    private PulledConsole console(NodeKey node) {
        return new PulledConsole(new KernelText.Destination(node, topic, publisher, time));
    }

    /// Told once per node and reason, not at every attempt.
    private void failed(NodeKey node, String why) {
        var news = false;
        lock.lock();
        try {
            news = !why.equals(failing.put(node, why));
            if (!plan.isWatched(node)) {
                failing.remove(node);
            }
        } finally {
            lock.unlock();
        }
        if (news) {
            observer.blind("console pull of " + node, why);
        }
    }

    private void done(NodeKey node) {
        lock.lock();
        try {
            plan.done(node, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /// Ends, and kills the commands that are still running.
    @Override
    public void close() {
        rounds.close();
        running.forEach(Thread::interrupt);
        try {
            for (var thread : running) {
                var _ = thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        observer.stopped("console pull");
    }
}
