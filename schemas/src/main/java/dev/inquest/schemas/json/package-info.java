/// Records as plain JSON, for people, replays and receivers that do not speak Avro.
@NullMarked
package dev.inquest.schemas.json;

import org.jspecify.annotations.NullMarked;
