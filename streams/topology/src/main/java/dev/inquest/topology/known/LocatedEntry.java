package dev.inquest.topology.known;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;

/// An entry of a data file and the line where it begins, so that whatever is wrong with it can be
/// said with its place.
@JsonDeserialize(using = LocatedEntry.Reading.class)
record LocatedEntry<T>(int line, T entry) {

    /// Reads an entry as if the line were not kept.
    static final class Reading extends JsonDeserializer<LocatedEntry<?>>
            implements ContextualDeserializer {

        private final Class<?> type;

        /// As Jackson makes it, before it knows what the entries are.
        Reading() {
            this(Object.class);
        }

        private Reading(Class<?> type) {
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) {
            return new Reading(context.getContextualType().containedType(0).getRawClass());
        }

        @Override
        public LocatedEntry<?> deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            var line = parser.currentTokenLocation().getLineNr();
            return new LocatedEntry<>(line, context.readValue(parser, type));
        }
    }
}
