/// The crash reader: kernel text in, crash reports and their outcomes out. Pure; it depends on
/// nothing of ours.
///
/// Start reading at [dev.inquest.crash.CrashReader], which takes one line at a time: `LinePrefix`
/// frees the line of its channel's prefixes, `BootWatch` says which boot of which kernel it belongs
/// to, `Reports` collects it into the report of its caller. A report's title comes from the first
/// `Format` that fits, its function to blame from `Blame`, by the format's `FrameRule`. Which
/// functions are never to blame is data, beside the classes: `helper-functions.txt` and its
/// neighbours. [dev.inquest.crash.CrashLog] reads a finished log and judges how each crash ended.
@NullMarked
package dev.inquest.crash;

import org.jspecify.annotations.NullMarked;
