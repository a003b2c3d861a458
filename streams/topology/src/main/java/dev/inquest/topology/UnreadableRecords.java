package dev.inquest.topology;

import dev.inquest.schemas.RegistryUnreachable;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/// Sends what cannot be read to the dead letters and goes on, but stops at a record whose schema
/// the registry could not be asked for: giving that one up would lose a good event.
public final class UnreadableRecords implements DeserializationExceptionHandler {

    private final LogAndContinueExceptionHandler deadLetters = new LogAndContinueExceptionHandler();

    @Override
    public Response handleError(
            ErrorHandlerContext context,
            ConsumerRecord<byte[], byte[]> record,
            Exception exception) {
        return RegistryUnreachable.isBehind(exception)
                ? Response.fail()
                : deadLetters.handleError(context, record, exception);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters.configure(configs);
    }
}
