/// What is asked and what is answered: requests, answers, errors and limits.
@NullMarked
package dev.inquest.query.answer;

import org.jspecify.annotations.NullMarked;
