package math

// environmentTable has the environments. A value is the kind of the environment, which environment knows, and for most,
// behind a colon, what tells it from others of its kind: * without numbers, d in display style, s in script style, n with
// a number of columns, and the delimiters around it.
const environmentTable = words(`Bmatrix=matrix:{} Bmatrix*=matrix:{}* Bsmallmatrix=matrix:{}s CD=CD Vmatrix=matrix:‖‖ Vmatrix*=matrix:‖‖*
Vsmallmatrix=matrix:‖‖s align=align align*=align:* alignat=align:n alignat*=align:n* aligned=aligned
alignedat=aligned:n array=array bmatrix=matrix:[] bmatrix*=matrix:[]* bsmallmatrix=matrix:[]s cases=cases
cases*=cases:t darray=array:d dcases=cases:d dcases*=cases:dt displaymath=equation:* dmath=equation dmath*=equation:*
drcases=cases:dr drcases*=cases:drt eqnarray=align:e eqnarray*=align:e* equation=equation equation*=equation:*
flalign=align:f flalign*=align:f* gather=gather gather*=gather:* gathered=gathered lgathered=gathered:l math=group
matrix=matrix matrix*=matrix:* multline=multline multline*=multline:* multlined=gathered pmatrix=matrix:()
pmatrix*=matrix:()* psmallmatrix=matrix:()s rcases=cases:r rcases*=cases:rt rgathered=gathered:r smallmatrix=matrix:s
split=aligned subarray=subarray subequations=group tabular=array vmatrix=matrix:|| vmatrix*=matrix:||*
vsmallmatrix=matrix:||s xalignat=align:n xalignat*=align:n*`)
