/// Puts the web console on the platform of this process.
@NullMarked
package dev.inquest.standalone.web;

import org.jspecify.annotations.NullMarked;
