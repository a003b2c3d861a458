/// The demonstration: a simulated fleet lives through an incident, and detection has to find out.
@NullMarked
package dev.inquest.standalone.demo;

import org.jspecify.annotations.NullMarked;
