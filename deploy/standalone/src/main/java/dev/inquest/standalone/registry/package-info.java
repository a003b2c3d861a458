/// A schema registry for one machine, spoken to as Confluent's, kept in Kafka as Confluent's.
@NullMarked
package dev.inquest.standalone.registry;

import org.jspecify.annotations.NullMarked;
