/// A finding as something to take away: a postmortem, the events it rests on, and the rules that
/// found it.
@NullMarked
package dev.inquest.console.casefile;

import org.jspecify.annotations.NullMarked;
