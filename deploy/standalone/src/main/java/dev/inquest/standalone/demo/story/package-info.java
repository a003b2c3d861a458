/// What happens to the simulated fleet: acts at story times, and the pure function from story time
/// to the records and console lines that the real world would have produced.
@NullMarked
package dev.inquest.standalone.demo.story;

import org.jspecify.annotations.NullMarked;
