/// Tests of Inquest as containers, brought up from the compose file that users have.
@NullMarked
package dev.inquest.compose;

import org.jspecify.annotations.NullMarked;
