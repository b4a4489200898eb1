/** Details of what a user has borrowed, asked for and owes. What is written here is never renamed: files in workspaces speak of it. */
import { type DetailKindDefinition, detail } from './detailKind.ts';

export const fees = {
  kind: 'fees',
  number: 8,
  label: 'Fines/fees',
  askedFirst: 'fee_amount',
  fields: [
    detail('fee_type', ['Fine/fee type', 'Type'], 'code', [
      'Fine fee type',
      'Fee type',
      'Type',
      'Fine fee type description',
    ]),
    detail('fee_status', ['Fine/fee status', 'Status'], 'code', [
      'Status',
      'Fine fee status',
      'Fee status',
    ]),
    detail('fee_owner', ['Fine/fee owner', 'Owner'], 'text', [
      'Owner',
      'Fine fee owner',
      'Owning library',
      'Fee owner',
      'Owning library name',
      'Fine fee library',
      'Library',
      'Library name',
    ]),
    detail('fee_created', ['Fine/fee creation date', 'Creation date'], 'instant', [
      'Fine fee creation date',
      'Fee creation date',
      'Creation date',
      'Fine fee created',
    ]),
    detail('fee_status_date', ['Fine/fee status date', 'Status date'], 'instant', [
      'Status date',
      'Fine fee status date',
      'Fine fee modification date',
      'Fee status date',
    ]),
    detail('fee_title', ['Fine/fee title', 'Title'], 'text', [
      'Title',
      'Fine fee title',
      'Item title',
    ]),
    detail('fee_barcode', ['Fine/fee barcode', 'Barcode'], 'text', [
      'Barcode',
      'Item barcode',
      'Fine fee barcode',
    ]),
    detail('fee_original', ['Original amount', 'Original amount'], 'money', [
      'Fine fee original amount',
      'Original fee',
      'Original fine',
    ]),
    detail('fee_amount', ['Remaining amount', 'Remaining amount'], 'money', [
      'Fine fee remaining amount',
      'Outstanding amount',
      'Active balance',
      'Fines balance',
      'Fines/fees balance',
      'Balance',
      'Balance due',
      'Amount owed',
      'Remaining balance',
      'Amount',
      'Fine fee amount',
      'Sum of remaining amount',
    ]),
    detail('fee_vat', ['Remaining VAT amount', 'Remaining VAT'], 'money', [
      'Remaining VAT',
      'Fine fee remaining VAT amount',
    ]),
    detail('fee_comment', ['Fine/fee comment', 'Comment'], 'text', [
      'Comment',
      'Comments',
      'Fine comment',
      'Fine fee comment',
      'Fee comment',
    ]),
    detail('fee_due', ['Due date of the fine’s loan', 'Due date'], 'instant', [
      'Due date',
      'Loan due date',
    ]),
    detail('fee_returned', ['Return date of the fine’s loan', 'Return date'], 'instant', [
      'Return date',
      'Loan return date',
    ]),
    detail('fee_id', ['Fine/fee ID', 'ID'], 'text', ['Fine fee ID', 'Fee ID']),
  ],
} as const satisfies DetailKindDefinition;

export const loans = {
  kind: 'loans',
  number: 9,
  label: 'Loans',
  askedFirst: 'due_date',
  fields: [
    detail('loan_title', ['Title on loan', 'Title'], 'text', ['Title', 'Loan title', 'Item title']),
    detail('item_barcode', ['Item barcode', 'Barcode'], 'text', ['Barcode']),
    detail('loan_date', ['Loan date', 'Loan date'], 'instant', [
      'Date of loan',
      'Loan date and time',
      'Loan datetime',
    ]),
    detail('due_date', ['Due date', 'Due date'], 'instant', [
      'Loan due date',
      'Due date and time',
      'Due datetime',
    ]),
    detail('return_date', ['Return date', 'Return date'], 'instant', [
      'Returned on',
      'Date returned',
      'Return date and time',
      'Return datetime',
      'Loan return date',
    ]),
    detail('loan_status', ['Loan status', 'Status'], 'code', ['Status']),
    detail('loan_process', ['Process status', 'Process status'], 'code', [
      'Loan process status',
      'Process type',
      'Item process status',
    ]),
    detail('loan_library', ['Library of the loan', 'Library'], 'text', [
      'Library',
      'Library name',
      'Loan library',
      'Owning library',
      'Circulation desk library',
    ]),
    detail('loan_renewals', ['Number of renewals', 'Renewals'], 'count', [
      'Renewals',
      'Renewal count',
      'Num of renewals',
      '# of renewals',
    ]),
    detail('loan_id', ['Loan ID', 'ID'], 'text', ['Item loan ID']),
  ],
} as const satisfies DetailKindDefinition;

export const requests = {
  kind: 'requests',
  number: 10,
  label: 'Requests',
  askedFirst: 'request_status',
  fields: [
    detail('request_type', ['Request type', 'Type'], 'code', [
      'Type of request',
      'Request type description',
    ]),
    detail('request_status', ['Request status', 'Status'], 'code', [
      'Status',
      'Task status',
      'Workflow step',
    ]),
    detail('borrowing_status', ['Borrowing request status', 'Borrowing status'], 'code', [
      'Resource sharing request status',
      'Status of borrowing request',
    ]),
    detail('purchase_status', ['Purchase request status', 'Purchase status'], 'code', [
      'Status of purchase request',
    ]),
    detail('active_request', ['Active request', 'Active'], 'code', [
      'Active request flag',
      'Is active request',
    ]),
    detail('request_title', ['Requested title', 'Title'], 'text', ['Title', 'Request title']),
    detail('request_date', ['Request date', 'Request date'], 'instant', [
      'Request creation date',
      'Date of request',
      'Creation date',
    ]),
    detail('request_pickup', ['Pickup location', 'Pickup location'], 'text', [
      'Pick up location',
      'Request pickup location',
      'Pickup library',
      'Delivery location',
    ]),
    detail('request_id', ['Request ID', 'ID'], 'text'),
  ],
} as const satisfies DetailKindDefinition;
