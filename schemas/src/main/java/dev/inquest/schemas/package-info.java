/// The contract between all parts: the topics, what is in them, and how it is written.
@NullMarked
package dev.inquest.schemas;

import org.jspecify.annotations.NullMarked;
