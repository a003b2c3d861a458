package dev.inquest.query.engine;

import dev.inquest.query.catalog.Catalog;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/// The SQL that is spoken here: names in back-ticks or upper-cased, functions of the standard and
/// of Spark, MySQL and ksqlDB, and the relations of the catalog.
final class Dialect {

    private static final int LONGEST_NAME = 256;

    /// The first make texts of any length out of a number, and could fill the heap that the query
    /// server shares with detection; the others hold regular expressions, which may try for hours,
    /// deaf to every deadline, or read XML.
    private static final Pattern LEFT_OUT =
            Pattern.compile(
                    "REPEAT|SPACE|[LR]PAD|.*REGEX.*|(?:NOT )?RLIKE|(?:NOT )?SIMILAR TO|JSON_.*|.*XML.*|EXTRACTVALUE");

    private final SqlOperatorTable operators =
            SqlOperatorTables.chain(
                    library(),
                    SqlOperatorTables.of(
                            FieldFunction.operator(),
                            CollectList.operator(),
                            Split.operator(),
                            Like.operator(),
                            SqlLibraryOperators.INSTR));

    private final Catalog catalog;

    Dialect(Catalog catalog) {
        this.catalog = catalog;
    }

    private static SqlOperatorTable library() {
        var all =
                SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                        SqlLibrary.STANDARD, SqlLibrary.SPARK, SqlLibrary.MYSQL);
        return new SqlOperatorTable() {
            @Override
            public void lookupOperatorOverloads(
                    SqlIdentifier name,
                    @Nullable SqlFunctionCategory category,
                    SqlSyntax syntax,
                    List<SqlOperator> found,
                    SqlNameMatcher names) {
                all.lookupOperatorOverloads(name, category, syntax, found, names);
                found.removeIf(one -> LEFT_OUT.matcher(one.getName()).matches());
            }

            @Override
            public List<SqlOperator> getOperatorList() {
                return all.getOperatorList();
            }
        };
    }

    Catalog catalog() {
        return catalog;
    }

    SqlParser.Config parser() {
        return SqlParser.config()
                .withQuoting(Quoting.BACK_TICK)
                .withUnquotedCasing(Casing.TO_UPPER)
                .withQuotedCasing(Casing.UNCHANGED)
                .withCaseSensitive(false)
                .withIdentifierMaxLength(LONGEST_NAME)
                .withConformance(SqlConformanceEnum.LENIENT);
    }

    JavaTypeFactory types() {
        return new JavaTypeFactoryImpl(new KsqlTypeSystem()) {
            @Override
            public Charset getDefaultCharset() {
                return StandardCharsets.UTF_8;
            }
        };
    }

    CalciteCatalogReader reader(JavaTypeFactory types) {
        var schema = CalciteSchema.createRootSchema(false, false);
        catalog.relations()
                .forEach(relation -> schema.add(relation.name(), new RelationTable(relation)));
        var properties = new Properties();
        properties.put(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        return new CalciteCatalogReader(
                schema, List.of(), types, new CalciteConnectionConfigImpl(properties));
    }

    SqlValidator validator(CalciteCatalogReader reader, JavaTypeFactory types) {
        var config =
                SqlValidator.Config.DEFAULT
                        .withConformance(SqlConformanceEnum.LENIENT)
                        .withTypeCoercionEnabled(false)
                        .withIdentifierExpansion(true);
        return SqlValidatorUtil.newValidator(operators, reader, types, config);
    }
}
