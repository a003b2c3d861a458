@NullMarked
package dev.inquest.standalone.demo.story;

import org.jspecify.annotations.NullMarked;
