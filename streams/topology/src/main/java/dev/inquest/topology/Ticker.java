package dev.inquest.topology;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.LoggerFactory;

/// Lets time pass: appends a tick to every partition of the heartbeats, four times a second.
///
/// A partition that cannot be written gets no tick, so that its time stands still, and no node in
/// it is blamed.
final class Ticker implements AutoCloseable {

    private static final long EVERY_MS = 250;

    private final Topic<?> heartbeats;
    private final KafkaProducer<String, byte[]> producer;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("inquest-ticker").factory());

    private Ticker(Topic<?> heartbeats, Map<String, Object> config) {
        this.heartbeats = heartbeats;
        this.producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    static Ticker start(DetectorSettings settings, Topics topics) {
        var config = new HashMap<String, Object>(settings.client());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "inquest-ticker");
        // A tick that cannot be delivered soon is worthless: the next one says the same.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.put(ProducerConfig.RETRIES_CONFIG, 0);
        config.put(ProducerConfig.ACKS_CONFIG, "1");
        var ticker = new Ticker(topics.heartbeats(), config);
        var _ =
                ticker.schedule.scheduleAtFixedRate(
                        ticker::tick, 0, EVERY_MS, TimeUnit.MILLISECONDS);
        return ticker;
    }

    private void tick() {
        try {
            for (var partition : producer.partitionsFor(heartbeats.name())) {
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        heartbeats.name(),
                                        partition.partition(),
                                        Topics.TICK_KEY,
                                        null));
            }
        } catch (KafkaException e) {
            // No tick, no time: the next attempt comes in 250 ms, and nobody is blamed meanwhile.
            LoggerFactory.getLogger(Ticker.class).atDebug().setCause(e).log("no tick was written");
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }
}
