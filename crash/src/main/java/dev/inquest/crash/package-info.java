/// The crash reader: kernel text in, crash reports and their outcomes out. Pure; it depends on
/// nothing of ours.
@NullMarked
package dev.inquest.crash;

import org.jspecify.annotations.NullMarked;
