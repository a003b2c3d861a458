/// What can be queried: tables and streams with their columns, read off the schemas.
@NullMarked
package dev.inquest.query.catalog;

import org.jspecify.annotations.NullMarked;
