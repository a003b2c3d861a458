/// The thin ksql front end: what kind of statement it is, and the part of a SELECT that is plain
/// SQL.
@NullMarked
package dev.inquest.query.sql;

import org.jspecify.annotations.NullMarked;
