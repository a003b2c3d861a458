/// One node looked at now: what would happen at its next panic, and what is wrong already.
@NullMarked
package dev.inquest.standalone.doctor;

import org.jspecify.annotations.NullMarked;
