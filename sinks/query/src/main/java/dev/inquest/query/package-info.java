/// The query server: ksql-style SQL over the tables and streams of the fleet.
@NullMarked
package dev.inquest.query;

import org.jspecify.annotations.NullMarked;
