package dev.inquest.standalone.demo.stage;

import dev.inquest.standalone.demo.story.Happening;
import dev.inquest.standalone.demo.story.Happening.Printed;
import dev.inquest.standalone.demo.story.Happening.Published;
import java.time.Instant;

/// The real stage: records go to Kafka, console text to files that the console collector follows.
final class KafkaStage implements Stage {

    private final StoryProducer producer;
    private final ConsoleFiles consoles;
    private final ConsoleReading reading;

    KafkaStage(StoryProducer producer, ConsoleFiles consoles, ConsoleReading reading) {
        this.producer = producer;
        this.consoles = consoles;
        this.reading = reading;
    }

    @Override
    public void play(Happening happening, Instant at) {
        switch (happening) {
            case Published<?> record ->
                    producer.send(record.topic(), record.key(), at, record.value());
            case Printed printed -> consoles.append(printed.node(), printed.text());
        }
    }

    @Override
    public void tick(Instant at) {
        producer.tick(at);
    }

    @Override
    public void settle() throws InterruptedException {
        producer.await();
        reading.awaitRead(consoles.sizes());
    }
}
