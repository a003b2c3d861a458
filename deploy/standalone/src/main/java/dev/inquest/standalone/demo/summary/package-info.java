/// What detection made of the story, told from detection's own records only.
@NullMarked
package dev.inquest.standalone.demo.summary;

import org.jspecify.annotations.NullMarked;
