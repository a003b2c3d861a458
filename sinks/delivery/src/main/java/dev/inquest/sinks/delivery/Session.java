package dev.inquest.sinks.delivery;

import dev.inquest.schemas.RegistryUnreachable;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.backlog.Arrived;
import dev.inquest.sinks.backlog.Backlog;
import dev.inquest.sinks.backlog.DeadLetter;
import dev.inquest.sinks.backlog.Progress;
import dev.inquest.sinks.backlog.Start;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;

/// One life of a sink in its group: reads, tells, commits, in one loop on one thread.
final class Session implements ConsumerRebalanceListener {

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration BUSY = Duration.ofMillis(5);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(3);
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(5);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final Duration HEALTH_EVERY = Duration.ofSeconds(1);
    private static final String LIVE = "live;";
    private static final String SHADOW = "shadow;";

    private final SinkSettings settings;
    private final Receiver receiver;
    private final TopicPartition partition;
    private final WireDeserializer<Finding> format;
    private final Consumer<String, byte[]> consumer;
    private final Telling telling;
    private final DeadLetters deadLetters;
    private final Beats beats;
    private final Vitals vitals;
    private final InstantSource clock;
    private final SinkObserver observer;
    private Optional<Backlog> present = Optional.empty();
    private int life;
    private Instant committedAt = Instant.MIN;
    private Instant healthAt = Instant.MIN;
    private long committed = -1;

    Session(
            SinkSettings settings,
            Receiver receiver,
            Findings findings,
            Consumer<String, byte[]> consumer,
            Parts parts,
            InstantSource clock,
            SinkObserver observer) {
        this.settings = settings;
        this.receiver = receiver;
        this.partition = findings.partition();
        this.format = new WireDeserializer<>(findings.registry(), Finding.class);
        this.consumer = consumer;
        this.telling = parts.telling();
        this.deadLetters = parts.deadLetters();
        this.beats = parts.beats();
        this.vitals = parts.vitals();
        this.clock = clock;
        this.observer = observer;
    }

    /// What one session works with.
    record Parts(Telling telling, DeadLetters deadLetters, Beats beats, Vitals vitals) {}

    /// Works until it is told to end, then finishes what is under way.
    void run(BooleanSupplier ending) throws InterruptedException {
        consumer.subscribe(List.of(partition.topic()), this);
        while (!ending.getAsBoolean()) {
            round();
        }
        awaitAnswers();
        if (present.isPresent()) {
            commit(present.get());
        }
    }

    private void round() throws InterruptedException {
        read(consumer.poll(telling.underWay() > 0 ? BUSY : IDLE));
        takeAnswers(Duration.ZERO);
        if (present.isPresent()) {
            commit(present.get());
        }
        if (present.isPresent()) {
            tell(present.get());
            beats.look(consumer, clock.instant());
        }
        tellHealth();
    }

    private void read(Iterable<ConsumerRecord<String, byte[]>> records) {
        for (var record : records) {
            if (present.isEmpty() || !take(present.get(), record)) {
                return;
            }
        }
        present.ifPresent(backlog -> backlog.readTo(consumer.position(partition)));
        var full = present.filter(Backlog::isFull).isPresent();
        if (full) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.assignment());
        }
    }

    /// @return false when it must be read again
    private boolean take(Backlog backlog, ConsumerRecord<String, byte[]> record) {
        var headers = text(record.headers());
        var id = String.valueOf(record.key());
        var raw = Optional.ofNullable(record.value()).map(ByteBuffer::wrap);
        try {
            var finding = format.deserialize(record.topic(), record.value());
            backlog.add(new Arrived(record.offset(), id, finding, raw, headers));
        } catch (RegistryUnreachable e) {
            failed("the schema registry does not answer");
            consumer.seek(partition, record.offset());
            return false;
        } catch (SerializationException e) {
            var why = String.valueOf(e.getMessage());
            if (backlog.skip(record.offset())) {
                var arrived = new Arrived(record.offset(), id, null, raw, headers);
                deadLetters.add(arrived, "UNREADABLE", why);
                vitals.deadLetter();
                observer.unreadable(settings.name(), record.offset(), why);
            }
        }
        return true;
    }

    private static Map<String, String> text(Headers headers) {
        var text = new HashMap<String, String>();
        for (var header : headers) {
            if (header.value() != null) {
                text.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return text;
    }

    private void tell(Backlog backlog) {
        var now = clock.instant();
        receiver.reminders().ifPresent(every -> backlog.remind(every, now));
        while (telling.underWay() < settings.pace().atOnce()) {
            var batch = backlog.next(receiver.batch(), now);
            if (batch.isEmpty()) {
                return;
            }
            telling.begin(life, batch.get());
        }
    }

    private void takeAnswers(Duration patience) throws InterruptedException {
        var next = telling.next(patience);
        while (next.isPresent()) {
            take(next.get());
            next = telling.next(Duration.ZERO);
        }
    }

    private void take(Telling.Told told) {
        var notices = told.batch().notices();
        for (var i = 0; i < notices.size(); i++) {
            note(notices.get(i), told.answers().get(i), told.took());
        }
        // Of an earlier life nothing can be committed; whoever has the partition tells it again.
        if (present.isPresent() && told.life() == life) {
            present.get()
                    .answered(told.batch(), told.answers(), clock.instant())
                    .forEach(this::bury);
        }
    }

    private void bury(DeadLetter dead) {
        deadLetters.add(dead.arrived(), dead.notice().change().name(), dead.reason());
        vitals.deadLetter();
        observer.deadLetter(settings.name(), dead.notice(), dead.reason());
    }

    private void note(Notice notice, Answer answer, Duration took) {
        switch (answer) {
            case Answer.Accepted _ -> {
                vitals.accepted(clock.instant());
                observer.accepted(settings.name(), notice, took);
            }
            case Answer.Refused refused -> vitals.failed(refused.reason(), clock.instant());
            case Answer.Later later -> {
                vitals.failed(later.reason(), clock.instant());
                observer.later(settings.name(), notice, later.reason());
            }
        }
    }

    private void failed(String why) {
        vitals.failed(why, clock.instant());
        observer.interrupted(settings.name(), why);
    }

    /// Dead letters first: what is committed is told or lies there.
    private void commit(Backlog backlog) throws InterruptedException {
        deadLetters.write();
        var now = clock.instant();
        var progress = backlog.progress();
        var due = progress.offset() != committed && !now.isBefore(later(committedAt, COMMIT_EVERY));
        if (backlog.isOpened() && (backlog.mustCommit() || due)) {
            var mode = isShadow() ? SHADOW : LIVE;
            var position = new OffsetAndMetadata(progress.offset(), mode + progress.metadata());
            try {
                consumer.commitSync(Map.of(partition, position), COMMITTED_WITHIN);
                committed = progress.offset();
                backlog.committed();
            } catch (TimeoutException | RebalanceInProgressException e) {
                failed("Kafka does not take the commit now");
            }
            committedAt = now;
        }
    }

    private boolean isShadow() {
        return receiver instanceof Shadow;
    }

    private static Instant later(Instant at, Duration by) {
        return at.equals(Instant.MIN) ? at : at.plus(by);
    }

    private void tellHealth() {
        var now = clock.instant();
        if (now.isBefore(later(healthAt, HEALTH_EVERY))) {
            return;
        }
        healthAt = now;
        var unread = present.map(_ -> consumer.currentLag(partition).orElse(0)).orElse(0L);
        observer.health(
                vitals.health(
                        present.isPresent(),
                        present.filter(backlog -> !backlog.isIdle()).isPresent(),
                        present.map(Backlog::waiting).orElse(0) + telling.underWay(),
                        unread,
                        now));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (!assigned.contains(partition)) {
            return;
        }
        // What an earlier life began must not overtake what this one tells.
        awaitAnswers();
        life++;
        committed = -1;
        present = Optional.of(begin());
        consumer.seekToBeginning(List.of(partition));
    }

    private Backlog begin() {
        return new Backlog(
                receiver.interest(), settings.pace(), start(), RandomGenerator.getDefault());
    }

    private Start start() {
        var position = Optional.ofNullable(consumer.committed(Set.of(partition)).get(partition));
        if (position.isEmpty()) {
            return Start.first(end());
        }
        var metadata = position.get().metadata();
        if (metadata.startsWith(SHADOW) && !isShadow()) {
            return Start.first(end());
        }
        var progress = metadata.replaceFirst("^(" + LIVE + "|" + SHADOW + ")", "");
        return Start.again(Progress.committed(position.get().offset(), progress), end());
    }

    private long end() {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /// Another instance takes over: it must find what we told.
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        if (revoked.contains(partition)) {
            awaitAnswers();
            try {
                commit(present.orElseThrow());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            present = Optional.empty();
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        if (lost.contains(partition)) {
            present = Optional.empty();
        }
    }

    private void awaitAnswers() {
        var giveUp = clock.instant().plus(FINISH_WITHIN);
        try {
            while (telling.underWay() > 0 && clock.instant().isBefore(giveUp)) {
                takeAnswers(IDLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
