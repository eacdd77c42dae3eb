#pragma once
#include <libpq-fe.h>

/* The fields of an error report, which libpq names by character constants. */
enum clibpq_diagnostic {
  clibpq_sqlstate = PG_DIAG_SQLSTATE,
  clibpq_message = PG_DIAG_MESSAGE_PRIMARY,
  clibpq_detail = PG_DIAG_MESSAGE_DETAIL,
  clibpq_hint = PG_DIAG_MESSAGE_HINT,
  clibpq_position = PG_DIAG_STATEMENT_POSITION,
  clibpq_context = PG_DIAG_CONTEXT,
  clibpq_table = PG_DIAG_TABLE_NAME,
  clibpq_column = PG_DIAG_COLUMN_NAME,
  clibpq_constraint = PG_DIAG_CONSTRAINT_NAME
};
