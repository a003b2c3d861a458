package dev.inquest.standalone.demo.stage;

import dev.inquest.schemas.Topics;
import dev.inquest.standalone.demo.story.Simulation;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Plays a simulation against a running platform, at the speed that was asked for.
public final class Theatre implements AutoCloseable {

    private final ScheduledExecutorService schedule;
    private final StoryProducer producer;
    private final Performance performance;
    private final Metronome metronome;

    private Theatre(
            ScheduledExecutorService schedule,
            StoryProducer producer,
            Performance performance,
            Metronome metronome) {
        this.schedule = schedule;
        this.producer = producer;
        this.performance = performance;
        this.metronome = metronome;
    }

    /// What the story is played on.
    ///
    /// @param partitions of each event topic
    /// @param consoles directory of the console files
    public record House(
            String bootstrapServers,
            SchemaRegistryClient registry,
            Topics topics,
            int partitions,
            Path consoles,
            ConsoleReading reading) {}

    /// Opens the house; nothing is played yet.
    public static Theatre open(House house, Simulation simulation, StoryClock clock) {
        var producer =
                StoryProducer.open(
                        house.bootstrapServers(),
                        house.registry(),
                        house.topics(),
                        house.partitions());
        var stage = new KafkaStage(producer, new ConsoleFiles(house.consoles()), house.reading());
        var schedule =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("inquest-story").factory());
        return new Theatre(
                schedule,
                producer,
                new Performance(simulation, stage, clock),
                new Metronome(schedule, System::nanoTime));
    }

    /// Plays on until the story has come so far.
    ///
    /// @param speed seconds of story in one second
    public CompletableFuture<Void> play(Duration until, double speed) {
        return metronome.play(performance, until, speed);
    }

    /// Interrupts what is being played.
    @Override
    public void close() {
        schedule.shutdownNow();
        producer.close();
    }
}
