@NullMarked
package dev.inquest.standalone.demo;

import org.jspecify.annotations.NullMarked;
