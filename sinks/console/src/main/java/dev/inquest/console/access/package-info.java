/// Who may look: the gate before every page, logging in, and the headers that every answer carries.
@NullMarked
package dev.inquest.console.access;

import org.jspecify.annotations.NullMarked;
