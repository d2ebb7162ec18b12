export { Admission, type AdmissionLimits, type LoadFigures } from './admission.js';
export { refusal } from './refusal.js';
