import { GraphQLClient } from "graphql-request";
export const client = GraphQLClient;
